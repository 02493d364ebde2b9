import * as z from 'zod/mini';
import { Count, Id, optional, optionalText, PersonReference } from './common.ts';

/** A file of the file manager: what a FileField's id points at. Sizes in bytes. */
export const StoredFile = z.looseObject({
  id: Id,
  scope: optionalText,
  entity_id: optional(Id),
  filename: z.string(),
  file_size: optional(Count),
  created_at: optionalText,
  created_by: optional(PersonReference),
});
export type StoredFile = z.output<typeof StoredFile>;

/** The file manager pages by cursor, not by offset; a bare array is all there is. */
export const StoredFileList = z.union([
  z.looseObject({ count: optional(Count), next_token: optionalText, results: z.array(StoredFile) }),
  z.pipe(
    z.array(StoredFile),
    z.transform((results) => ({ results, next_token: null })),
  ),
]);
export type StoredFileList = z.output<typeof StoredFileList>;

export const FileDownloadLink = z.looseObject({ temp_download_url: z.string() });
export const EntityFileLink = z.looseObject({ temporary_download_url: z.string() });

/** A file that was announced: where its content goes, and the form fields that go before it. */
export const FileUpload = z.looseObject({
  id: Id,
  temp_upload_url: z.string(),
  temp_upload_data: optional(z.record(z.string(), z.unknown())),
});
export type FileUpload = z.output<typeof FileUpload>;

/** A form to send a file with to where a store keeps it: all fields, then the file. */
export const PresignedForm = z.looseObject({ url: z.string(), fields: z.record(z.string(), z.string()) });
export type PresignedForm = z.output<typeof PresignedForm>;
