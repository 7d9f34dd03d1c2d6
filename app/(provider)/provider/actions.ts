"use server";

import { addNas } from "@/lib/nas/add-nas";
import { changeGateway } from "@/lib/nas/change-gateway";
import { changeNas } from "@/lib/nas/change-nas";
import { endOldToken } from "@/lib/nas/end-old-token";
import { removeNas } from "@/lib/nas/remove-nas";
import { providerAction } from "@/lib/operation/action";
import { createAccount } from "@/lib/provider/create-account";
import { registerGateway } from "@/lib/provider/register-gateway";
import { renewFirstInvitation } from "@/lib/provider/renew-first-invitation";
import { renewGatewayToken } from "@/lib/provider/renew-gateway-token";

export const createAccountAction = providerAction(createAccount);
export const renewFirstInvitationAction = providerAction(renewFirstInvitation);
export const registerGatewayAction = providerAction(registerGateway);
export const renewGatewayTokenAction = providerAction(renewGatewayToken);
export const endOldTokenAction = providerAction(endOldToken);
export const changeGatewayAction = providerAction(changeGateway);
export const addNasAction = providerAction(addNas);
export const changeNasAction = providerAction(changeNas);
export const removeNasAction = providerAction(removeNas);
