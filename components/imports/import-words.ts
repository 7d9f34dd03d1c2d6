export const importStatus = {
  checking: { tone: "wait", word: "Checking the rows" },
  importing: { tone: "wait", word: "Registering" },
  rejected: { tone: "bad", word: "Rejected" },
  done: { tone: "ok", word: "Imported" },
  cancelled: { tone: "warn", word: "Cancelled" },
  failed: { tone: "bad", word: "Failed" },
} as const;
