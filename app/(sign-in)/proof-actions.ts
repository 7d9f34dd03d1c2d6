import type { ProofActions } from "@/components/proof/proof-actions";
import {
  proveAction,
  proveWithKeyAction,
  sendProofCodeAction,
  startKeyProofAction,
  waysToProveAction,
} from "./sign-in/second-factor/actions";

/** The actions behind every panel and dialog that asks who somebody is. */
export const proofActions: ProofActions = {
  ways: waysToProveAction,
  prove: proveAction,
  startKey: startKeyProofAction,
  proveWithKey: proveWithKeyAction,
  sendCode: sendProofCodeAction,
};
