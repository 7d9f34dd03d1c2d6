import type { Metadata } from "next";
import { GatewayPage } from "@/components/gateways/gateway-page";
import { getGateway } from "@/lib/nas/get-gateway";
import { askAsProvider } from "@/lib/operation/ask";
import {
  addNasAction,
  changeGatewayAction,
  changeNasAction,
  endOldTokenAction,
  removeNasAction,
  renewGatewayTokenAction,
} from "../../actions";

export const metadata: Metadata = { title: "Gateway" };

const actions = {
  change: changeGatewayAction,
  renew: renewGatewayTokenAction,
  endOldToken: endOldTokenAction,
  addNas: addNasAction,
  changeNas: changeNasAction,
  removeNas: removeNasAction,
};

export default async function OneGatewayPage({ params }: { params: Promise<{ gateway: string }> }) {
  const answer = await askAsProvider(getGateway, { gatewayId: (await params).gateway });
  return <GatewayPage {...answer} actions={actions} />;
}
