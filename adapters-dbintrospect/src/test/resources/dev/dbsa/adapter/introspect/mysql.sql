create table mysql_only (
  id int not null auto_increment primary key,
  payload json,
  token char(36) not null default (uuid()),
  code varchar(20) default (concat('x\\', 'it''s')),
  hidden int invisible,
  key ix_invisible (code) invisible,
  key ix_functional ((lower(code)), id desc),
  unique key uq_functional ((json_value(payload, '$.a'))),
  constraint ck_code check (code <> 'it''s') not enforced
) comment 'only MySQL has these'
;
