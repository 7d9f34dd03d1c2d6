import { allPermissions, isPermission, type Permission } from "@/lib/access/permissions";

export type BuiltInRole = "administrator" | "device_operator" | "technician" | "auditor";

/** Roles every account has. They can be copied, not changed: what they hold is written here. */
export const builtInRoles: Record<
  BuiltInRole,
  { name: string; description: string; permissions: readonly Permission[] }
> = {
  administrator: {
    name: "Administrator",
    description: "Everything in the account, the people in it included.",
    permissions: allPermissions,
  },
  device_operator: {
    name: "Device operator",
    description: "Runs devices from order to termination, with their groups, credentials and thresholds.",
    permissions: allPermissions.filter(
      (permission) =>
        /^(device|stock|group|credential|usage|threshold|alert|traffic|destination|flag|trace)\./.test(
          permission,
        ) || permission === "support.request",
    ),
  },
  technician: {
    name: "Technician",
    description: "Works on site: sees devices, activates, suspends and resumes them, and reads what they do.",
    permissions: [
      "device.view",
      "device.edit",
      "device.activate",
      "device.suspend",
      "group.view",
      "credential.view",
      "usage.view",
      "threshold.view",
      "alert.view",
      "alert.acknowledge",
      "traffic.view",
      "trace.view",
      "support.request",
    ],
  },
  auditor: {
    name: "Auditor",
    description: "Reads and exports everything, changes nothing.",
    permissions: allPermissions.filter(
      (permission) => permission.endsWith(".view") || permission === "audit.export",
    ),
  },
};

/** The permissions of a role as it is stored; words the vocabulary no longer has give nothing. */
export function permissionsOfRole(role: {
  built_in: string | null;
  permissions: readonly string[];
}): readonly Permission[] {
  if (role.built_in !== null) return builtInRoles[role.built_in as BuiltInRole]?.permissions ?? [];
  return role.permissions.filter(isPermission);
}

/** What a role is for: a built-in one in the code's words. */
export const describeRole = (row: { built_in: string | null; description: string }): string =>
  builtInRoles[row.built_in as keyof typeof builtInRoles]?.description ?? row.description;
