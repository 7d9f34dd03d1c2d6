export { openPassword, usernameLookup } from "@/lib/credentials/seal";
