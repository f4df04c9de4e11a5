create table shop.since_18 (
  id integer constraint id_is_needed not null,
  price numeric,
  doubled numeric generated always as (price * 2) virtual,
  valid_at daterange,
  parent integer,
  constraint price_hint check (price > 0) not enforced,
  constraint one_at_a_time primary key (valid_at),
  constraint parent_hint foreign key (parent) references shop.cycle_a not enforced
)
;
alter table shop.since_18 add constraint price_needed not null price not valid
;
