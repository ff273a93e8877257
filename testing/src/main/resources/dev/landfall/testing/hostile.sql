-- A database whose owner, who has no rights of the server, put traps wherever a move might step: each says in the server's log
-- as whom it ran, and then tries to become more, to write files, to make roles. ${marker} is a file that nobody may make.

CREATE TABLE public.victim (a int, secret text);
INSERT INTO public.victim VALUES (1, 'kept');

CREATE FUNCTION public.attack(what text) RETURNS int LANGUAGE plpgsql AS $hostile$
DECLARE
  attempt text;
BEGIN
  RAISE LOG 'hostile % ran as % in a session of %, with rights %', what, current_user, session_user,
    (SELECT coalesce(bool_or(rolsuper OR rolcreaterole OR rolbypassrls OR rolreplication), false) FROM pg_catalog.pg_roles
      WHERE rolname IN (current_user, session_user));
  FOREACH attempt IN ARRAY ARRAY[
    'SET ROLE postgres', 'SET SESSION AUTHORIZATION postgres', 'ALTER ROLE lowly SUPERUSER', 'ALTER ROLE lowly CREATEROLE',
    'CREATE ROLE hostile_made', 'COPY public.victim TO PROGRAM ''touch ${marker}''', 'COPY public.victim TO ''${marker}''',
    'SELECT pg_catalog.pg_read_file(''postgresql.conf'')', 'SELECT * FROM pg_catalog.pg_authid',
    'ALTER SYSTEM SET log_statement = ''all''', 'SET session_replication_role = replica',
    'CREATE EXTENSION dblink', 'CREATE FUNCTION public.c() RETURNS int LANGUAGE c AS ''$libdir/plpgsql'', ''x''']
  LOOP
    BEGIN
      EXECUTE 'RESET ROLE';
      EXECUTE attempt;
      RAISE LOG 'hostile % succeeded at: %', what, attempt;
    EXCEPTION WHEN OTHERS THEN NULL;
    END;
  END LOOP;
  IF session_user <> 'builder' THEN
    BEGIN
      EXECUTE 'GRANT SELECT ON public.victim TO PUBLIC';
    EXCEPTION WHEN OTHERS THEN NULL;
    END;
  END IF;
  RETURN 1;
END $hostile$;

-- What a move evaluates: checks, domains, generated columns, expressions of indexes, materialized views.
CREATE FUNCTION public.check_it(int) RETURNS bool LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN public.attack('check') > 0; END $$;
CREATE FUNCTION public.domain_it(int) RETURNS bool LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN public.attack('domain') > 0; END $$;
CREATE FUNCTION public.generated_it(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN public.attack('generated'); END $$;
CREATE FUNCTION public.index_it(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN public.attack('index'); END $$;
CREATE FUNCTION public.condition_it(int) RETURNS bool LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN public.attack('condition') > 0; END $$;
CREATE FUNCTION public.view_it() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN public.attack('materialized view'); END $$;
CREATE FUNCTION public.default_it() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN public.attack('default'); END $$;
CREATE DOMAIN public.trapped AS int CHECK (public.domain_it(VALUE));
CREATE TABLE public.traps (id int PRIMARY KEY CHECK (public.check_it(id)), b int GENERATED ALWAYS AS (public.generated_it(id)) STORED,
  c int DEFAULT public.default_it(), d public.trapped);
INSERT INTO public.traps (id, c, d) VALUES (1, 2, 3);
CREATE INDEX by_trap ON public.traps (public.index_it(id)) WHERE public.condition_it(id);
CREATE MATERIALIZED VIEW public.stored_trap AS SELECT public.view_it() AS one;
CREATE TABLE public.referred (id int PRIMARY KEY); INSERT INTO public.referred VALUES (1);
CREATE TABLE public.refers (id int REFERENCES public.referred); INSERT INTO public.refers VALUES (1);

-- What must not run during a move: triggers, rules, policies, defaults.
CREATE FUNCTION public.trigger_it() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM public.attack('trigger'); RETURN NEW; END $$;
CREATE TRIGGER spy BEFORE INSERT OR UPDATE OR DELETE ON public.traps FOR EACH ROW EXECUTE FUNCTION public.trigger_it();
ALTER TABLE public.traps ENABLE ALWAYS TRIGGER spy;
CREATE TRIGGER spies AFTER INSERT ON public.victim FOR EACH STATEMENT EXECUTE FUNCTION public.trigger_it();
CREATE RULE rule_it AS ON INSERT TO public.referred DO ALSO SELECT public.attack('rule');
CREATE TABLE public.guarded (a int); INSERT INTO public.guarded VALUES (1);
ALTER TABLE public.guarded ENABLE ROW LEVEL SECURITY;
CREATE POLICY policy_it ON public.guarded USING (public.attack('policy') > 0);
CREATE FUNCTION public.event_it() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM public.attack('event trigger'); END $$;

-- Operators and functions that a query finds instead of the server's own, where it looks into public first.
CREATE FUNCTION public.op_it(name, name) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN RETURN public.attack('operator') > 0; END $$;
CREATE FUNCTION public.op_it(text, text) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN RETURN public.attack('operator') > 0; END $$;
CREATE OPERATOR public.!~ (LEFTARG = name, RIGHTARG = name, FUNCTION = public.op_it);
CREATE OPERATOR public.~~ (LEFTARG = name, RIGHTARG = name, FUNCTION = public.op_it);
CREATE OPERATOR public.!~~ (LEFTARG = name, RIGHTARG = text, FUNCTION = pg_catalog.nameeqtext);
CREATE OPERATOR public.<> (LEFTARG = text, RIGHTARG = text, FUNCTION = public.op_it);
CREATE FUNCTION public.format(text, name, name) RETURNS text LANGUAGE plpgsql AS $$ BEGIN PERFORM public.attack('function'); RETURN 'x'; END $$;
CREATE FUNCTION public.count(text) RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RETURN public.attack('function'); END $$;

-- Functions with their owner's rights: one that only some may call, one that does what it is told.
CREATE FUNCTION public.getkey() RETURNS text LANGUAGE sql SECURITY DEFINER AS $$ SELECT 'topsecret' $$;
REVOKE EXECUTE ON FUNCTION public.getkey() FROM PUBLIC;
CREATE FUNCTION public."run; me"(INOUT statement text, VARIADIC more text[] DEFAULT '{}') LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog AS $$ BEGIN EXECUTE statement INTO statement; END $$;
CREATE FUNCTION public.quiet(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; REVOKE ALL ON FUNCTION public.quiet(int) FROM PUBLIC;
CREATE PROCEDURE public.quiet_too() LANGUAGE sql AS 'SELECT 1'; REVOKE ALL ON PROCEDURE public.quiet_too() FROM PUBLIC;
CREATE TYPE public.mine AS ENUM ('a'); REVOKE USAGE ON TYPE public.mine FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT SELECT ON public.traps TO lowly;

-- Names, comments and bodies that would be something else, if anything took them apart.
CREATE MATERIALIZED VIEW public."m; DROP TABLE public.victim; --" AS SELECT 1 AS one;
CREATE VIEW public."v""; ALTER ROLE lowly SUPERUSER; --" AS SELECT 1 AS "c""; DROP TABLE public.victim; --";
CREATE SCHEMA "s'; DROP TABLE public.victim; --";
CREATE TABLE "s'; DROP TABLE public.victim; --"."new
\! touch ${marker}
--

ALTER ROLE lowly SUPERUSER;
" ("a
--
-- Name: x; Type: TABLE; Schema: public; Owner: -
--

DROP TABLE public.victim;" int);
INSERT INTO "s'; DROP TABLE public.victim; --"."new
\! touch ${marker}
--

ALTER ROLE lowly SUPERUSER;
" VALUES (1);
CREATE SEQUENCE public."q'; DROP TABLE public.victim; --";
COMMENT ON TABLE public.victim IS $$\! touch ${marker}
--
-- TOC entry 200 (class 1259 OID 16384)
-- Name: victim; Type: TABLE; Schema: public; Owner: -
--

ALTER ROLE lowly SUPERUSER;
\connect postgres
--
-- PostgreSQL database dump complete
--$$;
CREATE FUNCTION public.heading() RETURNS text LANGUAGE sql AS $$ SELECT '
--
-- TOC entry 1 (class 0 OID 0)
-- Name: EXTENSION; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS file_fdw WITH SCHEMA public;
'::text $$;
