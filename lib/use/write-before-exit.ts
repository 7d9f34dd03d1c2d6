const waitMs = 3_000;

/** The web server ends its process by itself once its last request is answered: it is made to wait for the last counts. */
export function writeBeforeExit(write: () => Promise<void>): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.prependOnceListener(signal, () => {
      const first = write();
      const exit = process.exit.bind(process);
      const later = (code?: number | string | null) => {
        const timeIsUp = new Promise<void>((resolve) => setTimeout(resolve, waitMs));
        void Promise.race([first.then(write), timeIsUp]).finally(() => exit(code));
      };
      process.exit = later as typeof process.exit;
    });
}
