package dev.landfall.model.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolePowersTest {

    private static final RolePowers PLAIN = RolePowers.of("plain", "");
    private static final RolePowers SUPERUSER = RolePowers.of("postgres", "BYPASSRLS CREATEROLE REPLICATION SUPERUSER");

    /** As majors 13 and 16 have it. */
    private static final RolePowers RDS_13 =
            RolePowers.of("retool", "CREATEROLE pg_monitor pg_signal_backend rds_password rds_superuser");

    private static final RolePowers RDS_16 = RolePowers.of(
            "retool", "CREATEROLE pg_checkpoint pg_monitor pg_read_all_data rds_password rds_reserved rds_superuser");

    @Test
    void nobodyGoesBeyondASuperuser() {
        assertThat(SUPERUSER.beyond(SUPERUSER)).isEmpty();
        assertThat(RDS_16.beyond(SUPERUSER)).isEmpty();
        assertThat(SUPERUSER.beyond(RDS_16)).containsExactly("SUPERUSER");
    }

    @Test
    void masterUsersOfTwoMajorsAreAlikeAndBeyondAPlainUser() {
        assertThat(RDS_16.beyond(RDS_13)).isEmpty();
        assertThat(RDS_16.beyond(PLAIN)).contains("CREATEROLE", "rds_superuser", "pg_read_all_data");
        assertThat(PLAIN.beyond(RDS_16)).isEmpty();
        assertThat(PLAIN.isOrdinary()).isTrue();
        assertThat(RDS_16.isOrdinary()).isFalse();
    }

    @Test
    void attributeThatOnlyOneMasterUserHasCounts() {
        assertThat(RolePowers.of("master", "BYPASSRLS CREATEROLE rds_superuser").beyond(RDS_13))
                .containsExactly("BYPASSRLS");
    }

    @Test
    void codeOfAnOwnerThatIsNotToldCountsAsAPlainUsers() throws Exception {
        var code = new DatabaseCode(
                List.of(
                        new DatabaseCode.Owned("SECURITY DEFINER function public.a()", "gone"),
                        new DatabaseCode.Owned("SECURITY DEFINER function public.b()", "postgres")),
                List.of(SUPERUSER),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        assertThat(code.gains(RDS_16))
                .singleElement()
                .satisfies(gain -> assertThat(gain.words())
                        .startsWith("SECURITY DEFINER function public.a() of gone (gains CREATEROLE, "));
        assertThat(code.gains(PLAIN)).isEmpty();
        assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(code), DatabaseCode.class))
                .isEqualTo(code);
    }
}
