import pino from 'pino';

/** Structured lines on standard error; standard output is for people. Never a token, a body, or params. */
export const log = pino({ level: 'info', base: null }, pino.destination({ dest: 2, sync: true }));
