-- An official asks the applicant for something: until when the task waits, and how long a closed case waited.
alter table tasks add column waits_until bigint;
alter table cases add column waited_days bigint;
