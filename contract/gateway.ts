/** On an answer of the gateway itself, not of the environment: what went wrong, as one word. */
export const GATEWAY_HEADER = 'X-VX-Gateway';

/** Beside {@link GATEWAY_HEADER}, `unknown` where a write may have been done; without it, nothing was. */
export const STORED_HEADER = 'X-VX-Stored';
