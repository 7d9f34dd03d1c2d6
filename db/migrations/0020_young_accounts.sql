-- The planner keeps a list of the accounts that it saw in a sample, and takes any other for one without a row: until autovacuum
-- had looked, a join of 10,000 devices with their 10,000 new credentials compared each with each. Without a list it takes every
-- account for one of some size, and looks each credential up by its device.
alter table device_credential alter column account_id set statistics 0;
