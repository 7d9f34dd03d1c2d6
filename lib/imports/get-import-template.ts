import { z } from "zod";
import { columnWords, importColumns } from "@/lib/imports/columns";
import { csvLine } from "@/lib/kernel/csv";
import { query } from "@/lib/operation/operation";

/** A file with the headings and one example of each kind, to be overwritten. */
export const getImportTemplate = query({
  name: "import.template",
  permission: "device.register",
  input: z.object({}),
  run: async () => ({
    name: "devices.csv",
    type: "text/csv",
    content: [importColumns.map((column) => columnWords[column]), ...examples].map(csvLine).join(""),
  }),
});

const examples = [
  ["cellular", "Pump 1", "8988303000000000010", "901280000000001", "882300000001", "", "", "", "", "", ""],
  [
    "satellite",
    "Buoy 1",
    "8988303000000000028",
    "901280000000002",
    "",
    "",
    "",
    "",
    "",
    "off the harbour",
    "",
  ],
  ["lorawan", "Meter 1", "", "", "", "", "", "70b3d57ed0000001", "70b3d57ed0000000", "", ""],
];
