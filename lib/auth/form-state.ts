/** What a form is told after it was sent. Typed values come back, so that none is lost; secrets do not. */
export interface FormState {
  message?: string;
  fields?: Record<string, string>;
  values?: Record<string, string>;
  done?: boolean;
  /** It wants a fresh proof of who this is, and then the same again. */
  unproved?: boolean;
}
