-- An official asks the applicant for something: until when the task waits, and how long a closed case waited. How often a task's
-- slips were corrected.
alter table tasks add column waits_until bigint;
alter table tasks add column corrected bigint;
alter table cases add column waited_days bigint;
