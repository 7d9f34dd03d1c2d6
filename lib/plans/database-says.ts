/** Whether the database refused because of this key or check. */
export const databaseSays = (error: unknown, code: string, constraint?: string): boolean => {
  const said = error as { code?: string; constraint?: string };
  return said.code === code && (constraint === undefined || said.constraint === constraint);
};

export const UNIQUE = "23505";
export const FOREIGN_KEY = "23503";
export const CHECK = "23514";
export const EXCLUSION = "23P01";
