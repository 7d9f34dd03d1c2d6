/** A choice the server reads for the first paint. The newer cookie interface is missing on plain http. */
export function rememberChoice(name: "theme" | "rail", value: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: see above
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
}
