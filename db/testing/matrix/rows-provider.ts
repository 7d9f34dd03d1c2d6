import {
  addressRange,
  customer,
  emptyAccount,
  gateway,
  givenPlan,
  nas,
  newRange,
  plan,
} from "@/db/testing/matrix/makers";
import { type Row, row } from "@/db/testing/matrix/row";
import { newId } from "@/lib/kernel/id";
import { addNas } from "@/lib/nas/add-nas";
import { changeGateway } from "@/lib/nas/change-gateway";
import { changeNas } from "@/lib/nas/change-nas";
import { endOldToken } from "@/lib/nas/end-old-token";
import { getGateway } from "@/lib/nas/get-gateway";
import { removeNas } from "@/lib/nas/remove-nas";
import { addAddressRange } from "@/lib/plans/add-address-range";
import { changePlan } from "@/lib/plans/change-plan";
import { createPlan } from "@/lib/plans/create-plan";
import { givePlan } from "@/lib/plans/give-plan";
import { listPlans } from "@/lib/plans/list-plans";
import { removeAddressRange } from "@/lib/plans/remove-address-range";
import { removePlan } from "@/lib/plans/remove-plan";
import { takePlan } from "@/lib/plans/take-plan";
import { createAccount } from "@/lib/provider/create-account";
import { listAccounts } from "@/lib/provider/list-accounts";
import { listGateways } from "@/lib/provider/list-gateways";
import { listPlatformEvents } from "@/lib/provider/list-platform-events";
import { listQuarantinedRecords } from "@/lib/provider/list-quarantined-records";
import { listUnknownSessions } from "@/lib/provider/list-unknown-sessions";
import { registerGateway } from "@/lib/provider/register-gateway";
import { renewFirstInvitation } from "@/lib/provider/renew-first-invitation";
import { renewGatewayToken } from "@/lib/provider/renew-gateway-token";

export const providerRows: Row[] = [
  row(createAccount, () => ({
    name: "New customer",
    slug: `new-${newId().slice(-12)}`,
    administratorName: "Somebody",
    administratorEmail: `${newId()}@example.test`,
  })),
  row(renewFirstInvitation, ({ account }) => ({ accountId: account.id }), { account: emptyAccount }),
  row(listAccounts, () => ({})),
  row(listGateways, () => ({})),
  row(registerGateway, () => ({ name: `gateway-${newId()}` })),
  row(renewGatewayToken, (made) => ({ gatewayId: made.gateway.id }), { gateway }),
  row(endOldToken, (made) => ({ gatewayId: made.gateway.id }), { gateway }),
  row(
    changeGateway,
    (made) => ({ gatewayId: made.gateway.id, name: `gateway-${newId()}`, addresses: [], version: 1 }),
    { gateway },
  ),
  row(getGateway, (made) => ({ gatewayId: made.gateway.id }), { gateway }),
  row(addNas, (made) => ({ gatewayId: made.gateway.id, name: newId(), addresses: [] }), { gateway }),
  row(changeNas, (made) => ({ nasId: made.nas.id, version: 1, name: newId(), addresses: [] }), { nas }),
  row(removeNas, (made) => ({ nasId: made.nas.id }), { nas }),
  row(listPlans, () => ({})),
  row(createPlan, () => ({ name: newId() })),
  row(changePlan, (made) => ({ planId: made.plan.id, version: 1, name: newId() }), { plan }),
  row(removePlan, (made) => ({ planId: made.plan.id }), { plan }),
  row(givePlan, (made) => ({ planId: made.plan.id, accountId: made.account.id }), {
    plan,
    account: customer,
  }),
  row(takePlan, ({ given }) => ({ planId: given.id, accountId: given.label }), { given: givenPlan }),
  row(addAddressRange, ({ account }) => ({ accountId: account.id, range: newRange() }), {
    account: customer,
  }),
  row(removeAddressRange, ({ range }) => ({ accountId: range.id, range: range.label }), {
    range: addressRange,
  }),
  row(listPlatformEvents, () => ({})),
  row(listQuarantinedRecords, () => ({})),
  row(listUnknownSessions, () => ({})),
];
