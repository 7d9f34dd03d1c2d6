/** Where the factors of each kind are kept. Only a verified phone is one. */
export const factorTable = { app: "totp_app", key: "security_key", phone: "phone" } as const;
