/** What a form is told after it was sent. Typed values come back, so that none is lost; secrets do not. */
export interface FormState {
  message?: string;
  fields?: Record<string, string>;
  values?: Record<string, string>;
  done?: boolean;
}
