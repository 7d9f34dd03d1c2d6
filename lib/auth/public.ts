/** What other nouns may use of signing in: how addresses are read, and how links' secrets are made and kept. */
export { emailAddress } from "@/lib/auth/email";
export { hashToken, newToken } from "@/lib/auth/token";
