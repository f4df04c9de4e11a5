1
'1'
!0
id
-1
1 XOR 0
id IS NULL XOR 1
IF(1, 1, 0)
IF(note IS NULL, 1, 1)
IF(note IS NULL, 1, 0)
IFNULL(note, 1) IS NOT NULL
ISNULL(NULL)
ISNULL(note)
'a' = 'A'
id REGEXP '.*'
title REGEXP 't.*'
title RLIKE '^'
id <=> id
note <=> note
NULL <=> NULL
note <=> NULL
title = 'one' || 1 = 1
title = 'one' && 1 = 1
