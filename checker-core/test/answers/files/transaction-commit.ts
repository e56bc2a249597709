import { transactionCommit } from '../models/transaction-commit.ts';

export const transactionCommit3 = transactionCommit(3);
