true
't'
NOT false
id = id IS TRUE
id::text = id::text
title ~ '.*'
title ~ ''
title !~ 'q'
title ~ 't.*'
title ~~ '%'
title SIMILAR TO '%'
title ILIKE '%'
id = ANY (ARRAY(SELECT b.id FROM book b))
id = ANY (ARRAY[1, 2])
id <> ALL (ARRAY[7, 8])
'a' || 'b' = 'ab'
note IS NOT DISTINCT FROM note
note IS DISTINCT FROM NULL OR note IS NULL
ROW(1, 2) = ROW(1, 2)
id = ALL (SELECT b.id FROM book b WHERE b.title = book.title)
