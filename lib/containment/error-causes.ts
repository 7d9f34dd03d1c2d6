/** What a NAS gives as Error-Cause (RFC 5176 section 3.5), in words, with what to do about it. */
export interface ErrorCause {
  /** as RFC 5176 and FreeRADIUS call it */
  name: string;
  words: string;
  advice: string;
  /**
   * gone: the session is over. again: the same request may succeed later. plainer: it may succeed with fewer attributes.
   * never: asking again changes nothing until somebody changed something.
   */
  next: "gone" | "again" | "plainer" | "never";
}

export const errorCauses: Readonly<Record<number, ErrorCause>> = {
  201: {
    name: "Residual-Session-Context-Removed",
    words: "The session was over already; the NAS has removed what was left of it.",
    advice: "Nothing is to be done. That no more interim updates arrive confirms it.",
    next: "gone",
  },
  202: {
    name: "Invalid-EAP-Packet",
    words: "The NAS took the request for an EAP conversation and ignored it.",
    advice: "Cordon sends no EAP. Look for a RADIUS proxy between Cordon and the NAS that rewrites requests.",
    next: "again",
  },
  401: {
    name: "Unsupported-Attribute",
    words: "The NAS does not support an attribute of the request.",
    advice:
      "Where it is refused with User-Name and Acct-Session-Id alone as well, see in the manual of the NAS which attributes a Disconnect-Request may have.",
    next: "plainer",
  },
  402: {
    name: "Missing-Attribute",
    words: "The NAS misses an attribute that it needs to find the session.",
    advice:
      "See in the manual of the NAS what it finds a session by, and let it send that in its accounting records: Cordon sends back what it heard. Until then end the session on the NAS.",
    next: "never",
  },
  403: {
    name: "NAS-Identification-Mismatch",
    words: "The NAS says that the request is meant for another NAS.",
    advice:
      "The name or the address of this NAS in the provider's console is not what it calls itself. Compare both with its NAS-Identifier and NAS-IP-Address, correct them, and ask again.",
    next: "never",
  },
  404: {
    name: "Invalid-Request",
    words: "The NAS says that the request as a whole is not valid.",
    advice:
      "See in the manual of the NAS what a Disconnect-Request must have. Until then end the session on the NAS.",
    next: "never",
  },
  405: {
    name: "Unsupported-Service",
    words: "The NAS does not support the Service-Type of the request.",
    advice: "Cordon sends no Service-Type. Look for a RADIUS proxy between Cordon and the NAS that adds one.",
    next: "never",
  },
  406: {
    name: "Unsupported-Extension",
    words: "The NAS does not support Disconnect-Requests (RFC 5176).",
    advice:
      "Switch dynamic authorization on where the NAS has it. If it has none, sessions end only on the NAS itself, or at their Session-Timeout.",
    next: "never",
  },
  407: {
    name: "Invalid-Attribute-Value",
    words: "The NAS says that a value in the request is not valid.",
    advice:
      "Where it is refused with User-Name and Acct-Session-Id alone as well, compare the session's Acct-Session-Id here with what the NAS shows.",
    next: "plainer",
  },
  501: {
    name: "Administratively-Prohibited",
    words: "The NAS is configured not to end this session on request.",
    advice: "Allow Disconnect-Requests from Cordon's address on the NAS, and ask again.",
    next: "never",
  },
  502: {
    name: "Request-Not-Routable",
    words: "A proxy does not know the way to the NAS.",
    advice: "Give the proxy a route for this NAS, or enter the NAS's own address in the provider's console.",
    next: "again",
  },
  503: {
    name: "Session-Context-Not-Found",
    words: "The NAS does not know this session: it is over already.",
    advice:
      "Nothing is to be done if no more interim updates arrive. If they do, the NAS names its sessions otherwise in accounting than in Disconnect-Requests.",
    next: "gone",
  },
  504: {
    name: "Session-Context-Not-Removable",
    words: "The NAS found the session and cannot end it.",
    advice: "End it on the NAS, or ask its maker. If it is asked again, that changes nothing by itself.",
    next: "never",
  },
  505: {
    name: "Other-Proxy-Processing-Error",
    words: "A proxy between Cordon and the NAS failed.",
    advice: "Look into the log of the proxy.",
    next: "again",
  },
  506: {
    name: "Resources-Unavailable",
    words: "The NAS has no resources left for the request.",
    advice: "Let the provider lower how many requests a second this NAS is sent.",
    next: "again",
  },
  507: {
    name: "Request-Initiated",
    words: "The NAS has begun to ask for authorization anew instead of ending the session.",
    advice:
      "That authorization is refused, and the session should end by it. Whether it does shows within one interim interval.",
    next: "again",
  },
  508: {
    name: "Multiple-Session-Selection-Unsupported",
    words: "More than one session fits the request, and the NAS ends only one at a time.",
    advice: "The NAS gives the same Acct-Session-Id to several sessions. End them on the NAS.",
    next: "never",
  },
};

/** What a NAS says that RFC 5176 does not know, or when it gives no cause at all. */
export function errorCauseOf(code: number | null): ErrorCause & { code: number | null } {
  const known = code === null ? undefined : errorCauses[code];
  if (known) return { code, ...known };
  return {
    code,
    name: code === null ? "No Error-Cause" : `Error-Cause ${code}`,
    words:
      code === null
        ? "The NAS refused, and does not say why."
        : `The NAS refused with a cause of its own: ${code}.`,
    advice: "Look into the log of the NAS.",
    next: "again",
  };
}
