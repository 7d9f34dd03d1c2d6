/** What other nouns may use of gateways and what stands behind them. */
export { selectGateways, shownGateway } from "./gateway";
export { gatewayName } from "./gateway-name";
export { openNasSecret } from "./seal-secret";
