import { Client } from "pg";

/** Whether nobody has an account in the database yet. */
export async function isEmpty(ownerUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return (await client.query("select from account limit 1")).rowCount === 0;
  } finally {
    await client.end();
  }
}
