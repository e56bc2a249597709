import { keyValueStore } from '../models/key-value-store.ts';

export const keyValueStore122 = keyValueStore(1, 2, 2);
