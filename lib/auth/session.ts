/** Who holds the session cookie of this request. complete is false between the password and the second factor. */
export interface SignedIn {
  sessionId: string;
  userId: string;
  email: string;
  name: string;
  complete: boolean;
  providerRole: "operator" | "analyst" | null;
}
