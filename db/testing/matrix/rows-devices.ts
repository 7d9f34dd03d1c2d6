import { bulkAction, bulkItem, device, group, newDevEui, upload } from "@/db/testing/matrix/makers";
import { heldInGroups, type Row, row } from "@/db/testing/matrix/row";
import { cancelActivating, cancelGrouping, cancelSuspending } from "@/lib/bulk/cancel-bulk-action";
import {
  doActivating,
  doAddingToGroup,
  doRemovingFromGroup,
  doResuming,
  doSuspending,
} from "@/lib/bulk/do-items";
import { getBulkAction } from "@/lib/bulk/get-bulk-action";
import { listBulkActions } from "@/lib/bulk/list-bulk-actions";
import { listBulkItems } from "@/lib/bulk/list-bulk-items";
import {
  previewActivating,
  previewAddingToGroup,
  previewRemovingFromGroup,
  previewResuming,
  previewSuspending,
} from "@/lib/bulk/preview-bulk-action";
import {
  startActivating,
  startAddingToGroup,
  startRemovingFromGroup,
  startResuming,
  startSuspending,
} from "@/lib/bulk/start-bulk-action";
import { activateDevice } from "@/lib/devices/activate-device";
import { countDevices } from "@/lib/devices/count-devices";
import { deviceHistory } from "@/lib/devices/device-history";
import { devicePresence } from "@/lib/devices/device-presence";
import { deviceUsage } from "@/lib/devices/device-usage";
import { editDevice } from "@/lib/devices/edit-device";
import { getDevice } from "@/lib/devices/get-device";
import { listDevices } from "@/lib/devices/list-devices";
import { listSessions } from "@/lib/devices/list-sessions";
import { networkChoices } from "@/lib/devices/network-choices";
import { registerDevice } from "@/lib/devices/register-device";
import { resumeDevice } from "@/lib/devices/resume-device";
import { searchDevices } from "@/lib/devices/search-devices";
import { setNetwork } from "@/lib/devices/set-network";
import { suspendDevice } from "@/lib/devices/suspend-device";
import { terminateDevice } from "@/lib/devices/terminate-device";
import { cancelImport } from "@/lib/imports/cancel-import";
import { exportImportProblems } from "@/lib/imports/export-import-problems";
import { getImport } from "@/lib/imports/get-import";
import { getImportTemplate } from "@/lib/imports/get-import-template";
import { importDevices } from "@/lib/imports/import-devices";
import { listImportProblems } from "@/lib/imports/list-import-problems";
import { listImports } from "@/lib/imports/list-imports";
import { startImport } from "@/lib/imports/start-import";

const reported = { deviceIds: "reported" } as const;
const selection = (id: string) => ({ deviceIds: [id] });
const items = (item: { id: string }) => [{ position: 0, deviceId: item.id }];

export const deviceRows: Row[] = [
  row(listDevices, ({ group: { id } }) => ({ group: id }), { group }),
  row(countDevices, ({ group: { id } }) => ({ group: id, state: "active" }), { group }),
  row(searchDevices, () => ({ q: "o" })),
  row(getDevice, ({ deviceId }) => ({ deviceId: deviceId.id }), { deviceId: device() }),
  row(deviceHistory, ({ deviceId }) => ({ deviceId: deviceId.id }), { deviceId: device() }),
  row(devicePresence, ({ deviceId }) => ({ deviceId: deviceId.id }), { deviceId: device() }),
  row(deviceUsage, ({ deviceId }) => ({ deviceId: deviceId.id }), { deviceId: device() }),
  row(listSessions, ({ deviceId }) => ({ deviceId: deviceId.id }), { deviceId: device() }),
  row(registerDevice, () => ({ kind: "lorawan" as const, label: "new", devEui: newDevEui() })),
  row(editDevice, ({ deviceId }) => ({ deviceId: deviceId.id, label: "renamed", note: "" }), {
    deviceId: device(),
  }),
  row(networkChoices, () => ({})),
  row(setNetwork, ({ deviceId }) => ({ deviceId: deviceId.id, planId: null, framedAddress: null }), {
    deviceId: device(),
  }),
  row(activateDevice, ({ deviceId }) => ({ deviceId: deviceId.id }), { deviceId: device("in_stock") }),
  row(suspendDevice, ({ deviceId }) => ({ deviceId: deviceId.id }), { deviceId: device() }),
  row(resumeDevice, ({ deviceId }) => ({ deviceId: deviceId.id }), { deviceId: device("suspended") }),
  row(
    terminateDevice,
    ({ deviceId }) => ({ deviceId: deviceId.id, reason: "lost in the field", confirmation: deviceId.label }),
    { deviceId: device() },
  ),

  ...[startActivating, startSuspending, startResuming].map((operation) =>
    row(operation, ({ deviceIds }) => ({ selection: selection(deviceIds.id) }), { deviceIds: device() }),
  ),
  ...[startAddingToGroup, startRemovingFromGroup].map((operation) =>
    row(
      operation,
      ({ deviceIds, groupId }) => ({ selection: selection(deviceIds.id), groupId: groupId.id }),
      {
        deviceIds: device(),
        groupId: group,
      },
    ),
  ),
  ...[
    previewActivating,
    previewSuspending,
    previewResuming,
    previewAddingToGroup,
    previewRemovingFromGroup,
  ].map((operation) =>
    row(
      operation,
      ({ deviceIds }) => ({ selection: selection(deviceIds.id) }),
      { deviceIds: device() },
      reported,
    ),
  ),
  row(
    doActivating,
    ({ item }) => ({ bulkActionId: String(item.bulkActionId), items: items(item), reason: "" }),
    { item: bulkItem("activate", "in_stock") },
  ),
  row(
    doSuspending,
    ({ item }) => ({ bulkActionId: String(item.bulkActionId), items: items(item), reason: "" }),
    {
      item: bulkItem("suspend"),
    },
  ),
  row(
    doResuming,
    ({ item }) => ({ bulkActionId: String(item.bulkActionId), items: items(item), reason: "" }),
    { item: bulkItem("resume", "suspended") },
  ),
  ...[doAddingToGroup, doRemovingFromGroup].map((operation) =>
    row(
      operation,
      ({ item, groupId }) => ({
        bulkActionId: String(item.bulkActionId),
        items: items(item),
        groupId: groupId.id,
      }),
      { item: bulkItem("add_to_group"), groupId: group },
      {},
      heldInGroups,
    ),
  ),
  row(cancelActivating, ({ work }) => ({ bulkActionId: work.id }), { work: bulkAction("activate") }),
  row(cancelSuspending, ({ work }) => ({ bulkActionId: work.id }), { work: bulkAction("suspend") }),
  row(cancelGrouping, ({ work }) => ({ bulkActionId: work.id }), { work: bulkAction("add_to_group") }),
  row(getBulkAction, ({ work }) => ({ bulkActionId: work.id }), { work: bulkAction("suspend") }),
  row(listBulkItems, ({ work }) => ({ bulkActionId: work.id }), { work: bulkAction("suspend") }),
  row(listBulkActions, () => ({})),

  row(startImport, () => ({
    fileName: "devices.csv",
    content: `kind,label,dev_eui\nlorawan,new,${newDevEui()}\n`,
  })),
  row(importDevices, ({ file }) => ({ importId: file.id }), { file: upload }),
  row(cancelImport, ({ file }) => ({ importId: file.id }), { file: upload }),
  row(getImport, ({ file }) => ({ importId: file.id }), { file: upload }),
  row(listImportProblems, ({ file }) => ({ importId: file.id }), { file: upload }),
  row(exportImportProblems, ({ file }) => ({ importId: file.id }), { file: upload }),
  row(listImports, () => ({})),
  row(getImportTemplate, () => ({})),
];
