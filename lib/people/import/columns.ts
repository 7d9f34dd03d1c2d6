/** In the order of the template. */
export const peopleColumns = [
  "email",
  "name",
  "company",
  "role",
  "groups",
  "until",
  "second_factor",
  "message",
] as const;
export type PeopleColumn = (typeof peopleColumns)[number];

export const columnWords = Object.fromEntries(peopleColumns.map((column) => [column, column])) as Record<
  PeopleColumn,
  PeopleColumn
>;

export const mostPeople = 500;
export const mostBytes = 1_000_000;
/** Named for one person. */
export const mostGroupsOfPerson = 100;

/** What stands in the column groups for a person who is to see every device. */
export const wholeAccountWords = "whole account";

const bare = (heading: string) => heading.toLowerCase().replace(/[^a-z]/g, "");
const byHeading = new Map<string, PeopleColumn>([
  ...peopleColumns.map((column) => [bare(column), column] as const),
  ["mail", "email"],
  ["emailaddress", "email"],
  ["group", "groups"],
  ["devicegroups", "groups"],
]);

/** The column that a heading means, however it is spaced or capitalised. */
export const columnOf = (heading: string): PeopleColumn | undefined => byHeading.get(bare(heading));
