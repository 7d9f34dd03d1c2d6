/** The vocabulary of what a member may do. scope "device": can be limited to groups; "account": whole account only. */
export const permissions = {
  "device.view": { area: "Devices", label: "View devices", scope: "device", elevated: false },
  "device.register": { area: "Devices", label: "Register devices", scope: "account", elevated: false },
  "device.edit": { area: "Devices", label: "Edit device details", scope: "device", elevated: false },
  "device.activate": { area: "Devices", label: "Activate a device", scope: "device", elevated: false },
  "device.suspend": {
    area: "Devices",
    label: "Suspend or resume a device",
    scope: "device",
    elevated: false,
  },
  "device.terminate": { area: "Devices", label: "Terminate a Device", scope: "device", elevated: true },
  "device.isolate": {
    area: "Devices",
    label: "Isolate or release a device",
    scope: "device",
    elevated: true,
  },
  "stock.order": { area: "Devices", label: "Order Stock", scope: "account", elevated: true },
  "stock.view": { area: "Devices", label: "View orders", scope: "account", elevated: false },
  "group.view": { area: "Groups", label: "View device groups", scope: "device", elevated: false },
  "group.manage": {
    area: "Groups",
    label: "Create, change and delete groups",
    scope: "account",
    elevated: true,
  },
  "group.assign": { area: "Groups", label: "Put devices into groups", scope: "device", elevated: true },
  "credential.view": {
    area: "Credentials",
    label: "See that credentials exist",
    scope: "device",
    elevated: false,
  },
  "credential.generate": {
    area: "Credentials",
    label: "Generate credentials",
    scope: "device",
    elevated: true,
  },
  "credential.reveal": {
    area: "Credentials",
    label: "Reveal or download credentials",
    scope: "device",
    elevated: true,
  },
  "credential.revoke": { area: "Credentials", label: "Revoke credentials", scope: "device", elevated: false },
  "usage.view": { area: "Monitoring", label: "View usage", scope: "device", elevated: false },
  "threshold.view": { area: "Monitoring", label: "View thresholds", scope: "device", elevated: false },
  "threshold.manage": { area: "Monitoring", label: "Set thresholds", scope: "device", elevated: false },
  "alert.view": { area: "Monitoring", label: "View alerts", scope: "device", elevated: false },
  "alert.acknowledge": { area: "Monitoring", label: "Acknowledge alerts", scope: "device", elevated: false },
  "traffic.view": { area: "Traffic", label: "View packet transfers", scope: "device", elevated: false },
  "destination.manage": {
    area: "Traffic",
    label: "Set expected destinations",
    scope: "device",
    elevated: true,
  },
  "flag.resolve": { area: "Traffic", label: "Resolve red flags", scope: "device", elevated: false },
  "trace.start": { area: "Traffic", label: "Start a trace", scope: "device", elevated: true },
  "trace.view": { area: "Traffic", label: "Read a trace's summary", scope: "device", elevated: false },
  "trace.download": { area: "Traffic", label: "Download captured packets", scope: "device", elevated: true },
  "member.view": { area: "People", label: "View members", scope: "account", elevated: false },
  "member.invite": { area: "People", label: "Invite people", scope: "account", elevated: true },
  "member.remove": { area: "People", label: "Remove people", scope: "account", elevated: true },
  "role.manage": { area: "People", label: "Create and change roles", scope: "account", elevated: true },
  "grant.manage": { area: "People", label: "Give and take grants", scope: "account", elevated: true },
  "session.revoke": {
    area: "People",
    label: "See and end members' sessions",
    scope: "account",
    elevated: false,
  },
  "factor.reset": {
    area: "People",
    label: "Reset a member's second factor",
    scope: "account",
    elevated: true,
  },
  "policy.manage": { area: "Account", label: "Set the security policy", scope: "account", elevated: true },
  "token.manage": { area: "Account", label: "Manage API tokens", scope: "account", elevated: true },
  "webhook.manage": { area: "Account", label: "Manage webhooks", scope: "account", elevated: true },
  "audit.view": { area: "Activity", label: "View the activity log", scope: "account", elevated: false },
  "audit.export": { area: "Activity", label: "Export the activity log", scope: "account", elevated: true },
  "support.request": { area: "Support", label: "Ask for an audit", scope: "device", elevated: false },
  "support.grant": { area: "Support", label: "Let support staff in", scope: "account", elevated: true },
} as const satisfies Record<
  string,
  { area: string; label: string; scope: "device" | "account"; elevated: boolean }
>;

export type Permission = keyof typeof permissions;

/** What the provider's own people may do, above the accounts. */
export const providerPermissions = {
  "provider.account.view": { label: "View accounts", elevated: false },
  "provider.account.create": { label: "Create accounts", elevated: true },
  "provider.gateway.view": { label: "View gateways, plans and what could not be placed", elevated: false },
  "provider.gateway.manage": {
    label: "Manage gateways, the NASes behind them, plans and address ranges",
    elevated: true,
  },
  "provider.activity.view": { label: "View the provider's activity log", elevated: false },
} as const satisfies Record<string, { label: string; elevated: boolean }>;

export type ProviderPermission = keyof typeof providerPermissions;

/**
 * What every member may do about their own membership, whatever else they hold: ask for access, and see what they have.
 * It is no permission, cannot be given, and reaches no device and no other member.
 */
export const ownMembership = "membership";
export type OwnMembership = typeof ownMembership;

export const allPermissions = Object.keys(permissions) as Permission[];
export const allProviderPermissions = Object.keys(providerPermissions) as ProviderPermission[];

/** Elevated permissions are counted, and using one asks for a fresh proof of who it is. */
export const isElevated = (permission: Permission | ProviderPermission): boolean =>
  permission in permissions
    ? permissions[permission as Permission].elevated
    : providerPermissions[permission as ProviderPermission].elevated;

export const isPermission = (word: string): word is Permission => Object.hasOwn(permissions, word);
