package dev.dbsa.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.knowledge.Glossary;
import dev.dbsa.domain.knowledge.Meaning;
import dev.dbsa.domain.knowledge.Term;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of glossaries keeps to. */
public abstract class GlossaryStoreContract extends StoreContract {

  private static final Glossary GLOSSARY =
      new Glossary(
          List.of(
              new Term("Kunden", new Meaning.Table("customers")),
              new Term("turnover", new Meaning.Column("orders.total_amount")),
              new Term("open", new Meaning.Value("orders.status", HOSTILE)),
              new Term(HOSTILE, new Meaning.Expression("sum(orders.total_amount)"))));

  private void replace(ConnectionId connection, Glossary glossary) {
    stores().work().inTransaction(() -> stores().glossaries().replace(connection, glossary));
  }

  @Test
  void keepsTermsOfEveryKindForEachConnection() {
    ConnectionProfile shop = storedConnection("shop");
    ConnectionProfile other = storedConnection("other");

    replace(shop.id(), GLOSSARY);

    assertThat(stores().glossaries().find(shop.id())).isEqualTo(GLOSSARY);
    assertThat(stores().glossaries().find(other.id())).isEqualTo(Glossary.EMPTY);
  }

  @Test
  void replacesAllTerms() {
    ConnectionProfile shop = storedConnection("shop");
    replace(shop.id(), GLOSSARY);
    Glossary next = new Glossary(List.of(new Term("x", new Meaning.Table("orders"))));

    replace(shop.id(), next);
    assertThat(stores().glossaries().find(shop.id())).isEqualTo(next);
    replace(shop.id(), Glossary.EMPTY);
    assertThat(stores().glossaries().find(shop.id())).isEqualTo(Glossary.EMPTY);
  }

  @Test
  void aGlossaryGoesWithItsConnection() {
    ConnectionProfile shop = storedConnection("shop");
    replace(shop.id(), GLOSSARY);

    stores().work().inTransaction(() -> stores().connections().delete(shop.id()));

    assertThat(stores().glossaries().find(shop.id())).isEqualTo(Glossary.EMPTY);
  }

  @Test
  void refusesTermsOfAnUnknownConnection() {
    assertThatThrownBy(() -> replace(new ConnectionId(data.ids().next()), GLOSSARY))
        .isInstanceOfSatisfying(
            DbsaException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONNECTION_NOT_FOUND));
  }
}
