import * as z from 'zod/mini';
import { Id, PersonReference } from './common.ts';

const optionalText = z.optional(z.nullable(z.string()));

/** A file of the file manager: what a FileField's id points at. Sizes in bytes. */
export const StoredFile = z.looseObject({
  id: Id,
  scope: optionalText,
  entity_id: z.optional(z.nullable(Id)),
  filename: z.string(),
  file_size: z.optional(z.nullable(z.number())),
  created_at: optionalText,
  created_by: z.optional(z.nullable(PersonReference)),
});
export type StoredFile = z.output<typeof StoredFile>;

/** The file manager pages by cursor, not by offset. */
export const StoredFileList = z.looseObject({
  count: z.optional(z.int()),
  next_token: optionalText,
  results: z.array(StoredFile),
});
export type StoredFileList = z.output<typeof StoredFileList>;

export const FileDownloadLink = z.looseObject({ temp_download_url: z.string() });
export const EntityFileLink = z.looseObject({ temporary_download_url: z.string() });

/** A file that was announced: where its content goes, and the form fields that go before it. */
export const FileUpload = z.looseObject({
  id: Id,
  temp_upload_url: z.string(),
  temp_upload_data: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
});
export type FileUpload = z.output<typeof FileUpload>;

/** A form to send a file with to where a store keeps it: all fields, then the file. */
export const PresignedForm = z.looseObject({ url: z.string(), fields: z.record(z.string(), z.string()) });
export type PresignedForm = z.output<typeof PresignedForm>;
