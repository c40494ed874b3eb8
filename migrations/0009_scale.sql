-- The page of a case asks for its certificates: without this, through all of them.
create index certificates_case on certificates (case_id);
