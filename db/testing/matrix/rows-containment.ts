import { bulkAction, bulkItem, device, isolatedDevice } from "@/db/testing/matrix/makers";
import { type Row, row } from "@/db/testing/matrix/row";
import { cancelIsolating } from "@/lib/bulk/cancel-bulk-action";
import { doIsolating, doReleasing } from "@/lib/bulk/do-items";
import { previewIsolating, previewReleasing } from "@/lib/bulk/preview-bulk-action";
import { startIsolating, startReleasing } from "@/lib/bulk/start-bulk-action";
import { getContainment } from "@/lib/containment/get-containment";
import { listContainments } from "@/lib/containment/list-containments";
import { retryDisconnect } from "@/lib/containment/retry-disconnect";
import { isolateDevice } from "@/lib/devices/isolate-device";
import { releaseDevice } from "@/lib/devices/release-device";

const reason = "sends to a stranger";
const selection = (id: string) => ({ deviceIds: [id] });
const work = (item: { id: string; bulkActionId?: unknown }) => ({
  bulkActionId: String(item.bulkActionId),
  items: [{ position: 0, deviceId: item.id }],
  reason,
});

export const containmentRows: Row[] = [
  row(isolateDevice, ({ deviceId }) => ({ deviceId: deviceId.id, reason }), { deviceId: device() }),
  row(releaseDevice, ({ deviceId }) => ({ deviceId: deviceId.id, reason }), { deviceId: isolatedDevice }),
  row(retryDisconnect, ({ deviceId }) => ({ deviceId: deviceId.id }), { deviceId: device() }),
  row(getContainment, ({ deviceId }) => ({ deviceId: deviceId.id }), { deviceId: device() }),
  row(listContainments, () => ({})),
  ...[startIsolating, startReleasing].map((operation) =>
    row(operation, ({ deviceIds }) => ({ selection: selection(deviceIds.id), reason }), {
      deviceIds: device(),
    }),
  ),
  ...[previewIsolating, previewReleasing].map((operation) =>
    row(
      operation,
      ({ deviceIds }) => ({ selection: selection(deviceIds.id) }),
      { deviceIds: device() },
      { deviceIds: "reported" },
    ),
  ),
  row(doIsolating, ({ item }) => work(item), { item: bulkItem("isolate") }),
  row(doReleasing, ({ item }) => work(item), { item: bulkItem("release") }),
  row(cancelIsolating, ({ work }) => ({ bulkActionId: work.id }), { work: bulkAction("isolate") }),
];
