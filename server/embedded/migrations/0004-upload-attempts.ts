/** Which attempt at sending a content is under way: what an earlier one still sends is not stored. */
export const uploadAttempts = {
  number: 4,
  name: 'upload-attempts',
  sql: `
alter table files add column upload_attempt bigint not null default 0;
`,
};
