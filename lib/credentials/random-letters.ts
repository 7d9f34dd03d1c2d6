import { randomBytes } from "node:crypto";

/** Random letters by the pool: one call to the system's generator for thousands of passwords, every letter equally likely. */
export class RandomLetters {
  #pool = Buffer.alloc(0);
  #next = 0;
  readonly #letters: Buffer;
  readonly #fair: number;

  constructor(letters: string) {
    this.#letters = Buffer.from(letters, "ascii");
    // a byte beyond the last whole round of letters would favour the first ones
    this.#fair = 256 - (256 % this.#letters.length);
  }

  fill(target: Buffer): void {
    for (let index = 0; index < target.length; ) {
      if (this.#next === this.#pool.length) {
        this.#pool = randomBytes(65_536);
        this.#next = 0;
      }
      const byte = this.#pool[this.#next] ?? 255;
      this.#pool[this.#next++] = 0;
      if (byte < this.#fair) target[index++] = this.#letters[byte % this.#letters.length] ?? 0;
    }
  }
}
