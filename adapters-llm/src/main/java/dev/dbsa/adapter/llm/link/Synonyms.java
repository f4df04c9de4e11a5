package dev.dbsa.adapter.llm.link;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words that people use for one another when they speak of business data. */
public final class Synonyms {
  /** One group a line. A word may stand in several groups. */
  private static final String GROUPS =
      """
      customer client buyer shopper purchaser kunde kunden 客户 顾客
      account user login member subscriber
      employee staff worker personnel colleague mitarbeiter 员工
      person people individual contact
      order purchase bestellung bestellungen auftrag 订单
      item line position article
      product article good goods merchandise sku produkt artikel 产品 商品
      category type kind class group genre kategorie 类别
      revenue sale turnover amount total umsatz 金额
      amount total sum value betrag
      price cost charge fee rate preis 价格
      salary wage pay compensation income gehalt 工资
      quantity qty count number unit menge anzahl 数量
      date time day created datum 日期
      created inserted added registered placed ordered signup
      updated modified changed edited
      email mail e_mail
      phone telephone mobile cell tel telefon 电话
      address location street adresse 地址
      city town place stadt ort 城市
      country nation land 国家
      state province region status
      status state condition stage
      zip postal postcode plz
      name title label caption bezeichnung 名称 姓名
      description text detail note summary beschreibung
      comment note remark message
      supplier vendor provider manufacturer lieferant 供应商
      manufacturer maker brand producer
      invoice bill receipt rechnung 发票
      payment transaction paid zahlung 付款
      shipment delivery shipping consignment lieferung
      warehouse depot storage lager 仓库
      stock inventory
      department division unit team abteilung 部门
      manager boss supervisor head lead chief
      student pupil learner
      teacher instructor lecturer professor
      course lesson subject
      school college university
      film movie
      actor performer cast
      author writer researcher scientist scholar
      book publication
      paper publication article publish
      keyword keyphrase tag topic
      domain area field topic subject
      population inhabitant resident people
      song track tune
      singer artist musician vocalist
      patient sick
      doctor physician practitioner
      car vehicle automobile
      flight plane
      age old
      birthday birthdate birth dob born
      gender sex
      height tall
      weight heavy
      score rating grade mark review points
      discount rebate reduction
      tax vat duty
      company firm business organisation organization institution corporation firma 公司
      job position role occupation profession
      event incident occurrence
      log history audit
      ticket issue case request
      task todo
      project initiative
      start begin from opened
      end finish until closed expiry expires
      id identifier key
      code number no nr
      active enabled
      border neighbour neighbor adjoin surround
      traverse cross run flow
      deleted removed archived
      """;

  private static final Map<String, Set<String>> BY_STEM = read();

  private Synonyms() {}

  private static Map<String, Set<String>> read() {
    Map<String, Set<String>> table = new HashMap<>();
    GROUPS
        .lines()
        .forEach(
            line -> {
              List<String> stems =
                  List.of(line.strip().split(" ")).stream().map(Words::stem).distinct().toList();
              for (String stem : stems) {
                table.computeIfAbsent(stem, _ -> new LinkedHashSet<>()).addAll(stems);
              }
            });
    table.forEach((stem, group) -> group.remove(stem));
    return Map.copyOf(table);
  }

  /** The stems that may stand for this one, without itself. */
  public static Set<String> of(String stem) {
    return BY_STEM.getOrDefault(stem, Set.of());
  }

  /** Whether one stem may stand for the other. */
  public static boolean areSynonyms(String stem, String other) {
    return of(stem).contains(other);
  }
}
