/** 3GPP-RAT-Type (3GPP TS 29.061, section 16.4.7.2) by number, for those who send it without a dictionary's name. */
const names: Record<string, string> = {
  "1": "UTRAN",
  "2": "GERAN",
  "3": "WLAN",
  "4": "GAN",
  "5": "HSPA-Evolution",
  "6": "EUTRAN",
  "7": "Virtual",
  "8": "EUTRAN-NB-IoT",
  "9": "LTE-M",
  "51": "NG-RAN",
};

export const radioAccess = (value: string | null): string | null =>
  value === null ? null : (names[value] ?? value);
