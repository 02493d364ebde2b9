import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts texts so that nobody else can read or change them (AES-256-GCM). */
export interface Seal {
  close(text: string, purpose: string): string;
  /** Null when it was not sealed here, for this purpose, or was changed anywhere. */
  open(sealed: string, purpose: string): string | null;
}

const ivBytes = 12;
const tagBytes = 16;

/** One key from the session secret. `purpose` binds what is sealed to its use, such as the id of the session it belongs to. */
export function createSeal(secret: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'viktor-explorer seal 1', 32));
  return {
    close(text, purpose) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      cipher.setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url');
    },
    open(sealed, purpose) {
      const bytes = Buffer.from(sealed, 'base64url');
      // Other spellings of the same bytes are refused too.
      if (bytes.length < ivBytes + tagBytes || bytes.toString('base64url') !== sealed) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes));
      decipher.setAAD(Buffer.from(purpose));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      try {
        const text = decipher.update(bytes.subarray(ivBytes, -tagBytes));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        return null; // the one way in which Node tells that the tag does not fit
      }
    },
  };
}

/** What a secret id is kept under, so that the store never holds the id itself. */
export function fingerprint(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}
