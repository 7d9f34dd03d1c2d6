"use server";

import { providerAction } from "@/lib/operation/action";
import { createAccount } from "@/lib/provider/create-account";
import { registerGateway } from "@/lib/provider/register-gateway";
import { renewFirstInvitation } from "@/lib/provider/renew-first-invitation";
import { renewGatewayToken } from "@/lib/provider/renew-gateway-token";

export const createAccountAction = providerAction(createAccount);
export const renewFirstInvitationAction = providerAction(renewFirstInvitation);
export const registerGatewayAction = providerAction(registerGateway);
export const renewGatewayTokenAction = providerAction(renewGatewayToken);
