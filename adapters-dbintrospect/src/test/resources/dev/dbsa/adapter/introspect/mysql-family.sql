create table customers (
  id bigint unsigned not null auto_increment,
  email varchar(190) character set ascii collate ascii_bin not null comment 'login; unique',
  name varchar(100) not null default 'it''s "n\\a"',
  born date default '1970-01-01',
  tier enum('free','it''s','gold') not null default 'free',
  flags set('a','b') default null,
  score decimal(10,2) not null default 0.5,
  active bit(1) not null default b'1',
  note text,
  created_at timestamp(6) not null default current_timestamp(6),
  updated_at datetime null default current_timestamp on update current_timestamp,
  full_name varchar(201) generated always as (concat(name, ' <', email, '>')) virtual,
  name_length int generated always as (char_length(name)) stored,
  primary key (id),
  unique key uq_email (email),
  key ix_name_prefix (name(10), born),
  key ix_tier_desc (tier, score desc),
  fulltext key ft_note (note)
) engine=InnoDB comment='People who buy; “quoted” ünïcode 🛒'
;
create table orders (
  id int not null,
  customer_id bigint unsigned not null,
  parent_id int,
  total decimal(12,2) not null,
  state varchar(10) not null default 'new',
  placed_at datetime not null,
  primary key (id),
  constraint ck_total check (total >= 0),
  constraint ck_state check (state in ('new', 'it''s done', 'back\\slash')),
  constraint fk_orders_customer foreign key (customer_id) references customers (id) on delete cascade on update restrict,
  constraint fk_orders_parent foreign key (parent_id) references orders (id) on delete set null
)
;
create table order_items (
  order_id int not null,
  line_no smallint not null,
  sku char(12) not null,
  quantity int not null default 1,
  primary key (order_id, line_no),
  key ix_sku using btree (sku),
  constraint fk_items_order foreign key (order_id) references orders (id)
)
;
create table cycle_a (id int primary key, b_id int)
;
create table cycle_b (id int primary key, a_id int, constraint fk_b_a foreign key (a_id) references cycle_a (id))
;
alter table cycle_a add constraint fk_a_b foreign key (b_id) references cycle_b (id)
;
create table measurements (
  id bigint not null,
  taken_on date not null,
  value double,
  primary key (id, taken_on)
) partition by range (year(taken_on)) (
  partition p2023 values less than (2024),
  partition p2024 values less than (2025),
  partition pmax values less than maxvalue
)
;
create table buckets (
  id int not null,
  region varchar(10) not null
) partition by list columns (region) subpartition by hash (id) subpartitions 2 (
  partition pn values in ('north'),
  partition ps values in ('south')
)
;
create table `select` (
  `from` int not null,
  `Größe des Kunden` varchar(20),
  `a.b` int,
  `tick``tick` int,
  `"quoted"` int,
  `MixedCase` int,
  `☃` int default 42,
  primary key (`from`),
  key `☃ index` (`☃`)
)
;
create table abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd (
  abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd int primary key
)
;
create table places (
  id int primary key,
  spot point not null,
  spatial key sp_spot (spot)
) engine=MyISAM
;
create table dropped (id int primary key)
;
create view v_orders as select o.id, c.email, o.total from orders o join customers c on c.id = o.customer_id where o.state = 'it''s done'
;
create view v_broken as select id from dropped
;
drop table dropped
;
create function with_tax(amount decimal(10,2), rate int) returns decimal(12,2) deterministic comment 'adds tax' return amount * (1 + rate / 100)
;
create procedure close_order(in p_id int, out p_state varchar(10), inout p_count int)
begin
  update orders set state = 'closed' where id = p_id;
end
;
create trigger tr_orders_check before insert on orders for each row
begin
  set new.state = coalesce(new.state, 'new');
end
;
create trigger tr_orders_after after delete on orders for each row set @deleted = old.id
;
create table other_charset (a varchar(5), b varchar(5) character set latin1) default charset utf8mb4
;
create view v_checked as select a from other_charset where a <> '' with local check option
;
create sql security invoker view v_counted as select count(*) as n from other_charset
;
