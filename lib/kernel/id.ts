import { v7 } from "uuid";

/** A time-ordered UUID (RFC 9562, version 7), made here because PostgreSQL has it only from 18. */
export const newId = (): string => v7();
