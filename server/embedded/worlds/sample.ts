import { smallWorld } from '../small-world.ts';

export const sampleRecords = smallWorld;
