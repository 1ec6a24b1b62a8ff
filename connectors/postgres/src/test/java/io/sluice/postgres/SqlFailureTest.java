package io.sluice.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class SqlFailureTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", "08001", "57P01", "57P03", "57014", "40001", "40P01", "53300", "53100", "55P03",
        "55006", "25006"
      })
  void whatMayPassIsTriedAgain(String state) {
    assertThat(SqlFailure.of(new SQLException("", state)).isRetryable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "23505, UNIQUE_CONFLICT",
    "23P01, EXCLUSION_CONFLICT",
    "23001, CONSTRAINT_VIOLATED",
    "22P02, VALUE_REFUSED",
    "28P01, LOGIN_REFUSED",
    "42P01, NO_SUCH_TABLE",
    "42501, NO_PRIVILEGE",
    "XX000, STATEMENT_REFUSED"
  })
  void whatDoesNotPassStopsUnderItsCode(String state, SqlFailure expected) {
    SqlFailure failure = SqlFailure.of(new SQLException("", state));

    assertThat(failure).isEqualTo(expected);
    assertThat(failure.isRetryable()).isFalse();
    assertThat(failure.remedy()).isNotBlank();
  }

  @Test
  void stateThatIsMissingStops() {
    assertThat(SqlFailure.of(new SQLException("odd"))).isEqualTo(SqlFailure.STATEMENT_REFUSED);
  }

  @Test
  void failureAboutRowsIsDescribedWithoutTheirValues() {
    String fields =
        "SERROR\0C23505\0Mduplicate key value secret\0DKey (a)=(secret) exists\0none_a\0";

    String text = SqlFailure.describe(new PSQLException(new ServerErrorMessage(fields)));

    assertThat(text)
        .isEqualTo("UNIQUE_CONFLICT, SQLSTATE 23505, constraint \"one_a\"")
        .doesNotContain("secret");
  }

  @Test
  void otherFailureIsDescribedInTheServersWordsWithoutDetail() {
    String fields = "SERROR\0C42P01\0Mrelation \"x\" does not exist\0Ddetail\0";

    assertThat(SqlFailure.describe(new PSQLException(new ServerErrorMessage(fields))))
        .isEqualTo("NO_SUCH_TABLE, SQLSTATE 42P01: relation \"x\" does not exist");
  }
}
