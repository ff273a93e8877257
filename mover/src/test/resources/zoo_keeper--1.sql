-- One table of which some rows are the extension's own, one that is all the user's, one that a dump leaves out, two sequences.
CREATE TABLE zoo_keeper_setting (name text PRIMARY KEY, value text, standard boolean DEFAULT true);
INSERT INTO zoo_keeper_setting VALUES ('standard', 'of the extension', true);
SELECT pg_catalog.pg_extension_config_dump('zoo_keeper_setting', 'WHERE NOT standard');
CREATE TABLE zoo_keeper_note (id serial PRIMARY KEY, note text);
SELECT pg_catalog.pg_extension_config_dump('zoo_keeper_note', '');
SELECT pg_catalog.pg_extension_config_dump('zoo_keeper_note_id_seq', '');
CREATE TABLE zoo_keeper_own (a int);
INSERT INTO zoo_keeper_own VALUES (1);
CREATE SEQUENCE zoo_keeper_free;
