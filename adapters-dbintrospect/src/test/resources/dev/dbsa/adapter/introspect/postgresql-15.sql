create table shop.since_15 (
  a integer,
  b integer,
  constraint one_null_only unique nulls not distinct (a, b)
)
;
