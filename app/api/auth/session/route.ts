import { handlers } from "@/lib/auth/sign-in/next-auth";

/** How long this browser is signed in. Signing in and out are server actions: of next-auth's own addresses no other is answered. */
export const { GET } = handlers;
