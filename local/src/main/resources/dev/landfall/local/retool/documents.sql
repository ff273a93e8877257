-- An app's document as Retool keeps it: JSON with one member of weight, appState, a string in which the whole app is written in Transit
-- ("~#iR" a record, "~#iOM" an ordered map, "^…" a key seen before); docs/decisions/0021. 5 to 50 KB each, made once and then only
-- numbered by whoever stores them: hashing each one anew would take most of the build.
CREATE TEMPORARY TABLE document AS
SELECT number,
       (SELECT string_agg(
                   '"' || name || '",["^0",["^ ","n","pluginTemplate","v",["^ ","id","' || name || '","^19","' || md5(number || '/' || part)::uuid
                       || '","^1:",null,"^1;","' || kind || '","^1<","' || subtype || '","^1=",null,"^1>",' || resource || ',"^1?",null,"^1@",["~#iOM",['
                       || template || ']],"^1A",null,"^1B",["^0",["^ ","n","position2","v",["^ ","^1C","grid","^1D","","^1E","body","row",' || part * 7 % 90
                       || ',"col",' || part % 12 || ',"height",' || 1 + part % 5 || ',"width",' || 1 + part % 11 || ']]],"^7","~m' || 1600000000000 + part::bigint * 86399377
                       || '","^8","~m' || 1700000000000 + number * 7919::bigint * part || '","^1F","' || md5(part || '-' || number) || '"]]]', ',')
        FROM (SELECT part,
                     (ARRAY['table', 'button', 'query', 'text', 'image'])[1 + part % 5] || part AS name,
                     CASE part % 5 WHEN 2 THEN 'datasource' ELSE 'widget' END AS kind,
                     (ARRAY['TableWidget2', 'ButtonWidget2', 'SqlQueryUnified', 'TextWidget2', 'ImageWidget2'])[1 + part % 5] AS subtype,
                     CASE part % 5 WHEN 2 THEN '"' || md5('resource' || part % 120)::uuid || '"' ELSE 'null' END AS resource,
                     CASE part % 5
                         WHEN 0 THEN '"showPagination",true,"^1M",false,"data","{{ query' || part % 7 || '.data }}","rowHeight","medium","^1N",["^15",[]],"hidden",""'
                         WHEN 1 THEN '"text","Save ' || part || '","styleVariant","solid","^1N",["^15",[["^ ","event","click","pluginId","query' || part % 7 || '"]]]'
                         WHEN 2 THEN '"query","SELECT o.id, o.\\"createdAt\\", c.name\\nFROM orders o\\nJOIN customers c ON c.id = o.\\"customerId\\"\\nWHERE o.status = {{ select'
                             || part || '.value }} AND o.total > ' || number * part % 977 || '\\nORDER BY 2 DESC LIMIT ' || part % 100 || '","runWhenModelUpdates",true'
                         WHEN 3 THEN '"value","#### {{ table' || part % 9 || '.selectedRow.data.name }}\\n**Updated** {{ moment().format(''LL'') }}","verticalAlign","center"'
                         ELSE '"src","data:image/png;base64,' || (SELECT string_agg(translate(encode(sha512((number || '/' || part || '/' || line)::bytea), 'base64'), E'=\n', ''), '')
                                                                  FROM generate_series(1, 17) AS line) || '","fit","contain"'
                     END AS template
              FROM generate_series(1, 6 + (number * 37) % 46) AS part) AS plugin) AS plugins
FROM generate_series(0, 96) AS number;

-- Once more as the JSON string that carries it.
UPDATE document SET plugins = substr(to_json(plugins)::text, 2, length(to_json(plugins)::text) - 2);

-- The nth document as it is stored: its text is one of those above, its version makes it the only one.
CREATE FUNCTION pg_temp.document_of(nth bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT ('{"appState":"[\"~#iR\",[\"^ \",\"n\",\"appTemplate\",\"v\",[\"^ \",\"appMaxWidth\",\"100%\",\"version\",\"' || nth
               || '\",\"notes\",\"' || md5('save' || nth) || '\",\"plugins\",[\"~#iOM\",[' || plugins || ']]]]]"}')::jsonb
    FROM document WHERE number = nth % 97
$$;
